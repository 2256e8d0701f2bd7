"""x"""
class S: pass
